import { describeFamily } from '../case-runner/suite.js';

describeFamily('a-context');
