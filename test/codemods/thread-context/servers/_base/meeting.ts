const USERS = 2;
const waiting: (() => void)[] = [];

/** Settles when all users' requests are in progress: no schedule hides what they share. */
export function everybodyIsHere(): Promise<void> {
  return new Promise((go) => {
    waiting.push(go);
    if (waiting.length === USERS) for (const proceed of waiting.splice(0)) proceed();
  });
}
