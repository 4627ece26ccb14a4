import { main } from '../../src/cli/main.ts';
import type { Run } from './command.ts';

/** The command in this process, so that it can reach what runs in this process. */
export async function here(...words: readonly string[]): Promise<Run> {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    color: false,
    progress: false,
  };
  return { exitCode: await main(words, terminal, '0.1.0'), out, err };
}
