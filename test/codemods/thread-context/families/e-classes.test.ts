import { describeFamily } from '../case-runner/suite.js';

describeFamily('e-classes');
