/** Methods of the language's own data (texts, numbers, dates, lists, maps, bytes, answers of fetch): they compute, and nothing else. */
const DATA_METHODS: ReadonlySet<string> = new Set(
  `at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare match matchAll normalize padEnd padStart
  repeat replace replaceAll search slice split startsWith substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase
  toString trim trimEnd trimStart valueOf toFixed toPrecision toExponential toLocaleString toJSON hasOwnProperty isPrototypeOf
  getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime getTimezoneOffset getUTCDate getUTCDay
  getUTCFullYear getUTCHours getUTCMilliseconds getUTCMinutes getUTCMonth getUTCSeconds getYear setDate setFullYear setHours
  setMilliseconds setMinutes setMonth setSeconds setTime setUTCDate setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes
  setUTCMonth setUTCSeconds toDateString toISOString toLocaleDateString toLocaleTimeString toTimeString toUTCString
  copyWithin entries every fill filter find findIndex findLast findLastIndex flat flatMap forEach join keys map pop push reduce
  reduceRight reverse shift some sort splice toReversed toSorted toSpliced unshift values with
  add clear delete get has set getAll append union intersection difference
  on once off pipe destroy resume pause setEncoding
  exec test json text arrayBuffer blob formData clone bytes equals compare copy readUInt8 readUInt16BE readUInt32BE subarray write
  then catch finally next return throw call apply bind format formatToParts resolvedOptions`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Whether the language's own data have a method of that name. */
export function isDataMethod(name: string): boolean {
  return DATA_METHODS.has(name);
}
