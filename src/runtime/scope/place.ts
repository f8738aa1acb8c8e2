import { fileURLToPath } from 'node:url';

let recording: boolean | undefined;

/**
 * Whether the places are recorded at which scopes are opened. It costs about two microseconds for
 * each, so it is on only where `UNSINGLETON_TRACE=1`, or in `NODE_ENV` `test` and `development`.
 */
export function recordPlaces(on: boolean): void {
  recording = on;
}

function isRecording(): boolean {
  const { UNSINGLETON_TRACE: trace, NODE_ENV: environment } = process.env;
  return (recording ??= trace === undefined ? environment === 'test' || environment === 'development' : trace !== '0' && trace !== '');
}

/** The caller's file and line, if places are recorded. @internal */
export function recordPlace(): string | undefined {
  return (recording ?? isRecording()) ? callerPlace() : undefined;
}

let ownFolder: string | undefined;

/** The file and line of the nearest frame outside this library, or `beyond` frames further out. @internal */
export function callerPlace(beyond = 0): string | undefined {
  ownFolder ??= fileURLToPath(new URL('..', import.meta.url));
  const limit = Error.stackTraceLimit;
  const holder: { stack?: string } = {};
  Error.stackTraceLimit = 12;
  Error.captureStackTrace(holder, callerPlace);
  Error.stackTraceLimit = limit;
  let outside = 0;
  for (const line of holder.stack?.split('\n').slice(1) ?? []) {
    const place = /\(?((?:file:\/\/)?[^\s()]+:\d+:\d+)\)?$/.exec(line)?.[1]?.replace(/^file:\/\//, '');
    if (place !== undefined && !place.startsWith('node:') && !place.startsWith(ownFolder) && outside++ === beyond) return place;
  }
  return undefined;
}
