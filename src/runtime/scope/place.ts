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

// The library's own folder, written as stack traces write it. It is not asked of `import.meta`, which is
// gone from what Jest and CommonJS bundles make of this file.
let ownFolder: string | undefined;

/** The file and line of the nearest frame outside this library, or `beyond` frames further out. @internal */
export function callerPlace(beyond = 0): string | undefined {
  const limit = Error.stackTraceLimit;
  const holder: { stack?: string } = {};
  Error.stackTraceLimit = 13;
  Error.captureStackTrace(holder);
  Error.stackTraceLimit = limit;
  const places = (holder.stack ?? '').split('\n').slice(1).map(placeOf);
  const own = (ownFolder ??= folderAbove(places[0]));
  return places.filter((place) => place !== undefined && !place.startsWith('node:') && !place.startsWith(own))[beyond];
}

/** `at run (file:///srv/my%20app/(auth)/route.js:3:7)` gives what is between the brackets, as a path. */
function placeOf(frame: string): string | undefined {
  return /^\s+at (?:async )?(?:.*? \()?(.+:\d+:\d+)\)?$/.exec(frame)?.[1]?.replace(/^file:\/\//, '');
}

/** The folder two levels up: that of `scope/place.js`. In one bundled file, the folder of the bundle's folder. */
function folderAbove(place = ''): string {
  return place.replace(/[^/\\]+[/\\][^/\\]+$/, '');
}
