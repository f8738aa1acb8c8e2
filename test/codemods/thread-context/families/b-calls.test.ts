import { describeFamily } from '../case-runner/suite.js';

describeFamily('b-calls');
