export { startRun } from './runs';
