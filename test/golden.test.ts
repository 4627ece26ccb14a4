import { describe, expect, test } from 'vitest';
import { type Language, translate } from '../src/i18n/index.ts';
import { type RenderOptions, render } from '../src/report/index.ts';
import { ESTIMATE, ESTIMATE_WITH_TARGET } from './golden/estimate.ts';
import { TEXTS } from './golden/texts.ts';

const LANGUAGES: readonly Language[] = ['fr', 'en'];

function rendered(options: RenderOptions, estimate = ESTIMATE): string {
  return render(estimate, options, translate(options.language, TEXTS[options.language]));
}

describe.each(LANGUAGES)('the report in %s', (language) => {
  test.each([100, 60])('on a terminal of %i columns', async (width) => {
    await expect(rendered({ format: 'terminal', language, width })).toMatchFileSnapshot(
      `golden/${language}.terminal-${width}.txt`,
    );
  });

  test('in Markdown', async () => {
    await expect(rendered({ format: 'markdown', language }, ESTIMATE_WITH_TARGET)).toMatchFileSnapshot(
      `golden/${language}.markdown.txt`,
    );
  });
});
