/**
 * Does something again and again from now on, the first time at once; trouble is told once until it is another.
 * @returns ends it, once what is under way is done
 */
export function keepAtIt(
  everyMs: number,
  doIt: () => Promise<unknown>,
  onTrouble: (error: Error) => void,
): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  /** Said once until it is another. */
  let said = '';
  const once = async (): Promise<void> => {
    try {
      await doIt();
      said = '';
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.message !== said) onTrouble(error);
      said = error.message;
    }
  };
  let doing = Promise.resolve();
  const again = (): void => {
    doing = once().then(() => {
      if (!ended) timer = setTimeout(again, everyMs).unref();
    });
  };
  again();
  return () => {
    ended = true;
    clearTimeout(timer);
    return doing;
  };
}
