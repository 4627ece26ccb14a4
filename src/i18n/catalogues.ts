import type { Catalogue, Text } from './catalogue.ts';
import { cli as cliEn } from './en/cli.ts';
import { errors as errorsEn } from './en/errors.ts';
import { facts as factsEn } from './en/facts.ts';
import { findings as findingsEn } from './en/findings.ts';
import { hosting as hostingEn } from './en/hosting.ts';
import { inspect as inspectEn } from './en/inspect.ts';
import { limits as limitsEn } from './en/limits.ts';
import { measure as measureEn } from './en/measure.ts';
import { plan as planEn } from './en/plan.ts';
import { planAssumptions as planAssumptionsEn } from './en/plan-assumptions.ts';
import { planRemedies as planRemediesEn } from './en/plan-remedies.ts';
import { report as reportEn } from './en/report.ts';
import { reportCapacity as reportCapacityEn } from './en/report-capacity.ts';
import { reportCauses as reportCausesEn } from './en/report-causes.ts';
import { reportGrowth as reportGrowthEn } from './en/report-growth.ts';
import { reportMeasurement as reportMeasurementEn } from './en/report-measurement.ts';
import { reportState as reportStateEn } from './en/report-state.ts';
import { reportWords as reportWordsEn } from './en/report-words.ts';
import { request as requestEn } from './en/request.ts';
import { verify as verifyEn } from './en/verify.ts';
import { cli as cliFr } from './fr/cli.ts';
import { errors as errorsFr } from './fr/errors.ts';
import { facts as factsFr } from './fr/facts.ts';
import { findings as findingsFr } from './fr/findings.ts';
import { hosting as hostingFr } from './fr/hosting.ts';
import { inspect as inspectFr } from './fr/inspect.ts';
import { limits as limitsFr } from './fr/limits.ts';
import { measure as measureFr } from './fr/measure.ts';
import { plan as planFr } from './fr/plan.ts';
import { planAssumptions as planAssumptionsFr } from './fr/plan-assumptions.ts';
import { planRemedies as planRemediesFr } from './fr/plan-remedies.ts';
import { report as reportFr } from './fr/report.ts';
import { reportCapacity as reportCapacityFr } from './fr/report-capacity.ts';
import { reportCauses as reportCausesFr } from './fr/report-causes.ts';
import { reportGrowth as reportGrowthFr } from './fr/report-growth.ts';
import { reportMeasurement as reportMeasurementFr } from './fr/report-measurement.ts';
import { reportState as reportStateFr } from './fr/report-state.ts';
import { reportWords as reportWordsFr } from './fr/report-words.ts';
import { request as requestFr } from './fr/request.ts';
import { verify as verifyFr } from './fr/verify.ts';

const REPORT_ENGLISH = {
  ...reportEn,
  ...reportCapacityEn,
  ...reportCausesEn,
  ...reportGrowthEn,
  ...reportMeasurementEn,
  ...reportStateEn,
  ...reportWordsEn,
  ...requestEn,
  ...verifyEn,
};

/** Keys of the report's own texts. */
export type ReportKey = keyof typeof REPORT_ENGLISH;

const REPORT_FRENCH: Record<ReportKey, Text> = {
  ...reportFr,
  ...reportCapacityFr,
  ...reportCausesFr,
  ...reportGrowthFr,
  ...reportMeasurementFr,
  ...reportStateFr,
  ...reportWordsFr,
  ...requestFr,
  ...verifyFr,
};

/** Every text in English, by key: one line per area. */
export const ENGLISH: Catalogue = {
  ...REPORT_ENGLISH,
  ...cliEn,
  ...errorsEn,
  ...factsEn,
  ...findingsEn,
  ...hostingEn,
  ...inspectEn,
  ...limitsEn,
  ...measureEn,
  ...planEn,
  ...planAssumptionsEn,
  ...planRemediesEn,
};

/** Every text in French, by key. */
export const FRENCH: Catalogue = {
  ...REPORT_FRENCH,
  ...cliFr,
  ...errorsFr,
  ...factsFr,
  ...findingsFr,
  ...hostingFr,
  ...inspectFr,
  ...limitsFr,
  ...measureFr,
  ...planFr,
  ...planAssumptionsFr,
  ...planRemediesFr,
};
