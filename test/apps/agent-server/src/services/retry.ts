export async function retry<T>(work: () => Promise<T>, times: number): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (times <= 0) throw error;
    return retry(work, times - 1);
  }
}
