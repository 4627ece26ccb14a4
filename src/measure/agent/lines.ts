import type { Socket } from 'node:net';

/** Calls back with each line that arrives; returns how to stop. */
export function linesOf(socket: Socket, onLine: (line: string) => void): () => void {
  let text = '';
  const onData = (chunk: Buffer): void => {
    const lines = (text + chunk.toString('utf8')).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
  socket.on('data', onData);
  return () => void socket.off('data', onData);
}
