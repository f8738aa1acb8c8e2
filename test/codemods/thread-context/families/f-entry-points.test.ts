import { describeFamily } from '../case-runner/suite.js';

describeFamily('f-entry-points');
