export interface EntitySubscriber<Entity> {
  afterInsert?(entity: Entity): void;
}

export declare function subscribe(subscriber: EntitySubscriber<never>): void;
