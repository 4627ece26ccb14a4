// Loaded first in every process that is measured: tells its CPU time, and its memory once what is garbage is gone. It ends with who asks.
process.on('message', (asked) => {
  if (asked === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system });
  }
  if (asked === 'memory') {
    globalThis.gc?.();
    process.send?.({ resident: process.memoryUsage.rss() });
  }
});
process.once('disconnect', () => process.exit());
process.channel?.unref();
