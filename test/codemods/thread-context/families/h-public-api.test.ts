import { describeFamily } from '../case-runner/suite.js';

describeFamily('h-public-api');
