import { linkCalls } from './call-graph.js';
import { confinedFiles } from './confinement.js';
import type { Effect } from './effect.js';
import { type Changes, collectEffects, rootKey } from './effects.js';
import { findEntries } from './entries/entries.js';
import { Origins } from './origins.js';
import type { Program } from './program.js';
import { Reachability } from './reach.js';
import { findRoots, type Root } from './roots.js';
import { applicationEffects } from './shapes/application.js';
import { capturedByContainers } from './shapes/captured-by-container.js';
import { filledBuffers } from './shapes/filled-buffer.js';
import { foreignSetterEffects } from './shapes/foreign-write.js';
import { keptByPackages } from './shapes/kept-by-packages.js';
import { keptByFramework, keptByNitro } from './shapes/memoised.js';
import { conversations } from './shapes/one-conversation.js';
import { storeEffects } from './shapes/reactive-store.js';
import type { Sources } from './sources.js';

/**
 * A program linked: who runs when, what lives long in it, and what changes that. Nothing is judged yet.
 *
 * Whoever adds to it, or to a verdict, keeps scans with a cache equal to those without: an answer follows from the facts,
 * the configuration, where imports lead and the paths alone, never from texts, the clock or what was asked before; whoever
 * asks what lies outside (another kind of settings file) adds it to `SETTINGS` in project/files.ts; a table that changes
 * its meaning raises `FACTS_VERSION`; and what can make a finding of a file that neither keeps nor changes anything is
 * told to clearance.ts.
 */
export type Survey = Changes & { readonly program: Program; readonly reach: Reachability; readonly origins: Origins; readonly roots: readonly Root[] };

/** @param isConstantKey whether an entry is put under a key that is the same for everybody, if not as the whole program has it */
export function survey(program: Program, sources: Sources, isConstantKey?: (effect: Effect) => boolean): Survey {
  linkCalls(program);
  const reach = new Reachability(program, findEntries(program));
  const origins = new Origins(program, reach);
  const changes = collectEffects(program);
  for (const file of program.files) {
    for (const effect of foreignSetterEffects(program, file)) add(changes.effects, effect);
    for (const effect of storeEffects(program, file)) add(changes.effects, effect);
    for (const effect of filledBuffers(program, file)) add(changes.effects, effect);
    for (const effect of keptByPackages(program, file)) add(changes.effects, effect);
    for (const effect of conversations(program, file)) add(changes.effects, effect);
    for (const effect of keptByFramework(program, file)) add(changes.effects, effect);
    for (const effect of keptByNitro(program, file)) add(changes.effects, effect);
    for (const effect of applicationEffects(program, reach, file)) add(changes.effects, effect);
  }
  for (const effect of capturedByContainers(program, reach)) add(changes.effects, effect);
  const isSame = isConstantKey ?? ((effect: Effect): boolean => effect.key !== undefined && origins.of(effect.file, effect.key, effect.frame).length === 0);
  const isConfined = confinedFiles((file) => sources.relative(file), (file) => program.facts(file));
  return { ...changes, program, reach, origins, roots: findRoots(program, changes.effects, reach, isSame, isConfined) };
}

function add(effects: Map<string, Effect[]>, effect: Effect): void {
  const key = rootKey(effect.place);
  const known = effects.get(key);
  if (known) known.push(effect);
  else effects.set(key, [effect]);
}
