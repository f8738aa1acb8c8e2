import { describeFamily } from '../case-runner/suite.js';

describeFamily('j-text');
