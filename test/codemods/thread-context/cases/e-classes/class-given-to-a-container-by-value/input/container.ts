import { asClass, createContainer } from 'awilix';
import { RunService } from './run-service';

export const container = createContainer<{ runService: RunService }>();
container.register({ runService: asClass(RunService).singleton() });
