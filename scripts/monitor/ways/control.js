// Loaded first in every process that is measured: tells its memory once what is garbage is gone. It ends with who asks.
process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.({ resident: process.memoryUsage.rss() });
});
process.once('disconnect', () => process.exit());
process.channel?.unref();
