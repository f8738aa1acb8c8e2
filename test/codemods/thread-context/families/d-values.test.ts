import { describeFamily } from '../case-runner/suite.js';

describeFamily('d-values');
