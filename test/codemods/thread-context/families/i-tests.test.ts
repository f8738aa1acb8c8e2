import { describeFamily } from '../case-runner/suite.js';

describeFamily('i-tests');
