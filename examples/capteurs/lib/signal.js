/** Médiane glissante : ce que le capteur mesure, sans ses sursauts. */
function movingMedian(values, width) {
  const smooth = [];
  for (let i = 0; i < values.length; i++) {
    const window = values.slice(Math.max(0, i - width), i + width + 1).sort((a, b) => a - b);
    smooth.push(window[window.length >> 1]);
  }
  return smooth;
}

/** Autocorrélation : les périodes qui reviennent (jour, semaine). */
function autocorrelation(values, lags) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const power = centred.reduce((sum, value) => sum + value * value, 0);
  const result = [];
  for (let lag = 1; lag <= lags; lag++) {
    let sum = 0;
    for (let i = lag; i < centred.length; i++) sum += centred[i] * centred[i - lag];
    result.push(power === 0 ? 0 : sum / power);
  }
  return result;
}

module.exports = { movingMedian, autocorrelation };
