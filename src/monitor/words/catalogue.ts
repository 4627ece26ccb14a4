import type { Format } from '../../i18n/format.ts';
import type { Param } from '../../model/message.ts';

/** Text of one message of the monitor. Quantities come in base units. */
export type Text = (params: Readonly<Record<string, Param>>, format: Format) => string;
