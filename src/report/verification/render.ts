import type { Verification } from '../../model/verification.ts';
import { markdown } from '../markdown/index.ts';
import type { RequestRenderOptions } from '../request/render.ts';
import { terminal } from '../terminal/index.ts';
import { voiceOf } from '../voice.ts';
import { verificationBlocks } from './blocks.ts';

/** Predicted beside measured, in the format asked for. Ends with a newline. */
export function renderVerification(verification: Verification, options: RequestRenderOptions): string {
  if (options.format === 'json') return `${JSON.stringify(verification, null, 2)}\n`;
  const blocks = verificationBlocks(verification, voiceOf(options.translation));
  return options.format === 'markdown' ? markdown(blocks) : terminal(blocks, options.width, options.color);
}
