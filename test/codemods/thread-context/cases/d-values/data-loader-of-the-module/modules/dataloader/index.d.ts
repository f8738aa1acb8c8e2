export default class DataLoader<Key, Value> {
  constructor(batch: (keys: readonly Key[]) => Promise<readonly Value[]>);
  load(key: Key): Promise<Value>;
}
