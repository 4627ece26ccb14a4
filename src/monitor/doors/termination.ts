const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Runs a few last words when the platform asks the process to end. An application that handles the signal itself decides when it ends; one
 * that does not ends as it would have, once they are said. Returns how to forget it.
 */
export function onTermination(lastWords: () => Promise<void>): () => void {
  const listeners = SIGNALS.map((signal) => {
    const listener = (): void => {
      forget();
      const isAlone = process.listenerCount(signal) === 0;
      void lastWords()
        .catch(() => undefined)
        .finally(() => {
          if (isAlone) process.kill(process.pid, signal);
        });
    };
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  const forget = (): void => {
    for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  };
  return forget;
}
