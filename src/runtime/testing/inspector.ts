import { Session } from 'node:inspector';

let session: Session | undefined;

function connected(): Session | undefined {
  if (session === undefined) {
    try {
      const opened = new Session();
      opened.connect();
      session = opened;
    } catch {
      // A Node built without the inspector.
      return undefined;
    }
  }
  return session;
}

/** Asks the debugger of this thread, which answers before this returns. `undefined` if it cannot. @internal */
export function ask<Answer>(method: string, parameters: object = {}): Answer | undefined {
  let answer: Answer | undefined;
  connected()?.post(method, parameters, (error: Error | null, result?: object) => {
    if (error === null) answer = result as Answer;
  });
  return answer;
}

type Remote = { readonly objectId?: string };

const HAND = '@unsingleton/runtime/testing/hand';
const REACH = `globalThis[Symbol.for(${JSON.stringify(HAND)})]`;

/** Hands a value over to the debugger, which sees it through one property of the global object. @internal */
export function toRemote(value: unknown): Remote {
  const key = Symbol.for(HAND);
  Object.defineProperty(globalThis, key, { value, configurable: true });
  try {
    return ask<{ result: Remote }>('Runtime.evaluate', { expression: REACH, objectGroup: HAND })?.result ?? {};
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
}

/** Takes a value back from the debugger. @internal */
export function fromRemote({ objectId }: Remote): unknown {
  const key = Symbol.for(HAND);
  const functionDeclaration = `function () { ${REACH} = this; }`;
  ask('Runtime.callFunctionOn', { objectId, functionDeclaration, objectGroup: HAND });
  const value = (globalThis as Record<symbol, unknown>)[key];
  Reflect.deleteProperty(globalThis, key);
  return value;
}

/** Lets the debugger forget what was handed over, which it would otherwise keep alive. @internal */
export function releaseRemotes(): void {
  ask('Runtime.releaseObjectGroup', { objectGroup: HAND });
}

/** The whole heap, as the text of a heap snapshot. @internal */
export async function takeHeapSnapshot(): Promise<string> {
  const chunks: string[] = [];
  const add = ({ params }: { params: { chunk: string } }): void => {
    chunks.push(params.chunk);
  };
  const open = connected();
  if (open === undefined) throw new Error('This Node has no inspector, so its heap cannot be searched.');
  open.on('HeapProfiler.addHeapSnapshotChunk', add);
  try {
    // From Node 22 on the answer comes later, and the chunks come before it.
    await new Promise<void>((resolve, reject) => {
      open.post('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  } finally {
    open.off('HeapProfiler.addHeapSnapshotChunk', add);
  }
  return chunks.join('');
}
