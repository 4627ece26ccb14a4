/**
 * In: one `Estimate`, a format, a language. Out: the report as text.
 * Must not: compute a result, read a clock, a file or the terminal; what it prints is in the estimate or in the catalogues.
 */
import { type Language, type Translation, translate } from '../i18n/index.ts';
import type { Estimate } from '../model/estimate.ts';
import { json } from './json.ts';
import { markdown } from './markdown/index.ts';
import { report } from './report.ts';
import { terminal } from './terminal/index.ts';
import { voiceOf } from './voice.ts';

export { renderExplanation, renderLedger, renderRoutes } from './request/render.ts';
export { renderVerification } from './verification/render.ts';

export type ReportFormat = 'terminal' | 'markdown' | 'json';

export interface RenderOptions {
  readonly format: ReportFormat;
  readonly language: Language;
  /** Columns of the terminal, 40 to 160; 100 when absent. Other formats ignore it. */
  readonly width?: number;
  /** Escape codes for colours; none when absent. Other formats ignore it. */
  readonly color?: boolean;
}

const USUAL_WIDTH = 100;

/** Writes the report of an estimate. Ends with a newline. JSON has no language; equal estimates give equal bytes. */
export function render(
  estimate: Estimate,
  options: RenderOptions,
  translation: Translation = translate(options.language),
): string {
  switch (options.format) {
    case 'json':
      return json(estimate);
    case 'markdown':
      return markdown(report(estimate, voiceOf(translation)));
    case 'terminal':
      return terminal(report(estimate, voiceOf(translation)), options.width ?? USUAL_WIDTH, options.color === true);
  }
}
