import { describeFamily } from '../case-runner/suite.js';

describeFamily('g-modules');
