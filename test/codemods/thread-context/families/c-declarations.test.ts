import { describeFamily } from '../case-runner/suite.js';

describeFamily('c-declarations');
