import { settleAndCollect } from './collect-garbage.js';
import { readHeap } from './heap.js';
import { ask, fromRemote, releaseRemotes, takeHeapSnapshot, toRemote } from './inspector.js';

/** What the work under test tells the assertion. */
export type Watch = {
  /** A new mark, to be used as a user's data. No string with it may be left after the work. */
  canary(): string;
  /** An object that must not be reachable after the work. */
  track<Tracked extends object>(object: Tracked): Tracked;
};

export type RetentionOptions = {
  /** Classes of which the work must leave no new instance. */
  readonly classes?: readonly (abstract new (...parameters: never[]) => object)[];
};

/** What `assertNotRetained` throws. */
export class RetentionError extends Error {
  /** How each thing is held, from a root on. */
  readonly paths: readonly string[];

  constructor(what: string, paths: readonly string[]) {
    super(`${what} after the work and a garbage collection:\n${paths.map((path) => `  ${path}`).join('\n')}`);
    this.name = 'RetentionError';
    this.paths = paths;
  }
}

let marks = 0;

/**
 * Runs work and then looks, after a garbage collection, whether anything of it is left: tracked
 * objects, new instances of classes, or strings with a canary. Looking for strings takes a heap
 * snapshot, about a second for 50 MB.
 * @throws RetentionError naming how the first few things are held.
 */
export async function assertNotRetained(run: (watch: Watch) => unknown, options: RetentionOptions = {}): Promise<void> {
  const { classes = [] } = options;
  const before = new WeakSet(classes.flatMap(instancesOf));
  const tracked: WeakRef<object>[] = [];
  let canaries = 0;
  marks += 1;
  // The mark is never kept as one string here: the search would find it.
  const mark = [`<kept`, `${marks}.`];
  await run({
    canary: () => {
      canaries += 1;
      return `${mark.join(' ')}${canaries}>`;
    },
    track: (object) => {
      tracked.push(new WeakRef(object));
      return object;
    },
  });
  await settleAndCollect();
  const left = tracked.filter((reference) => reference.deref() !== undefined);
  if (left.length > 0) throw new RetentionError(`${left.length} of ${tracked.length} tracked objects are still reachable`, await pathsOf(left));
  const instances = classes.flatMap((constructor) => instancesOf(constructor).filter((instance) => !before.has(instance)).map((instance) => new WeakRef(instance)));
  if (instances.length > 0) throw new RetentionError(`${instances.length} new instances of ${classes.map(({ name }) => name).join(', ')} are still reachable`, await pathsOf(instances));
  if (canaries > 0) await assertNoString(mark);
}

async function assertNoString(mark: readonly string[]): Promise<void> {
  const heap = readHeap(await takeHeapSnapshot());
  const sought = mark.join(' ');
  const node = heap.find(({ type, name }) => /string/.test(type) && name.includes(sought) && name !== sought);
  if (node >= 0) throw new RetentionError('A string with a canary is still reachable', [heap.retainingPath(node)]);
}

function instancesOf(constructor: abstract new (...parameters: never[]) => object): object[] {
  const answer = ask<{ objects: { objectId?: string } }>('Runtime.queryObjects', { prototypeObjectId: toRemote(constructor.prototype).objectId });
  const instances = answer === undefined ? [] : (fromRemote(answer.objects) as object[]);
  releaseRemotes();
  if (answer?.objects.objectId !== undefined) ask('Runtime.releaseObject', { objectId: answer.objects.objectId });
  return instances;
}

/** How the first few objects are held. They come as weak references, so that it is not by this search. */
async function pathsOf(objects: readonly WeakRef<object>[]): Promise<string[]> {
  // Until the turn ends, V8 itself holds what a weak reference was asked for.
  await settleAndCollect();
  const heap = readHeap(await takeHeapSnapshot());
  const paths = objects.slice(0, 3).map((reference) => {
    const { objectId } = toRemote(reference.deref());
    const answer = ask<{ heapSnapshotObjectId: string }>('HeapProfiler.getHeapObjectId', { objectId });
    return heap.retainingPath(heap.find(({ id }) => id === Number(answer?.heapSnapshotObjectId)));
  });
  releaseRemotes();
  return paths;
}
