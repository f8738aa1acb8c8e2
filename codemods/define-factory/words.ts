/** Names of what a definition adds, none of which the file may know already. */
import type { ts } from '@ts-morph/common';
import type { Configuration } from '../../src/project/configuration.js';
import { factoryName } from '../../src/project/names.js';
import type { TypeOracle } from '../oracle/oracle.js';
import type { Singleton } from './singleton.js';

export type Words = {
  /** `createAgentInstanceFactory` */
  readonly factory: string;
  /** `sharedAgentInstanceFactory`: the accessor as it was. */
  readonly shared: string;
  /** `agentInstanceFactoryState`: what all instances have in common. */
  readonly state: string;
  /** `agentInstanceFactoryUserState`: what each user has, whatever the request. */
  readonly userState: string;
  /** `getAgentInstanceFactory`, for what had no getter. */
  readonly getter: string;
  /** `makeAgentInstanceFactory` */
  readonly make: string;
  /** `userContext` */
  readonly context: string;
  /** Stable code of the deprecation warning: `USG` and four digits derived from the name. */
  readonly code: string;
};

export function wordsFor(oracle: TypeOracle, singleton: Pick<Singleton, 'accessor' | 'declaration'>, configuration: Configuration): Words {
  const source = singleton.declaration.getSourceFile();
  const factory = factoryName(singleton.accessor, configuration);
  const subject = factory.replace(/^(create|open|make)(?=[A-Z])/, '');
  const lower = subject.replace(/^./, (letter) => letter.toLowerCase());
  const free = (name: string, fallback: string): string => (isTaken(oracle, source, name) ? fallback : name);
  return {
    factory: free(factory, `${factory}ForRequest`),
    shared: free(`shared${subject}`, `legacy${subject}`),
    state: free(`${lower}State`, `${lower}SharedState`),
    userState: free(`${lower}UserState`, `${lower}StateOfUser`),
    getter: free(`get${subject}`, `shared${subject}`),
    make: free(`make${subject}`, `build${subject}`),
    context: configuration.context.name,
    code: `USG${String(checksum(singleton.accessor)).padStart(4, '0')}`,
  };
}

const isTaken = (oracle: TypeOracle, source: ts.SourceFile, name: string): boolean => oracle.identifiers(oracle.fileOf(source), name).length > 0;

/** Four digits that stay the same on every machine and in every run. */
function checksum(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum;
}
