/** Names of the time zone database that have no `/`; ICU knows more, such as `PST`, that Go does not. */
const PLAIN = new Set(('CET CST6CDT Cuba EET EST EST5EDT Egypt Eire Factory GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel Jamaica'
  + ' Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey UCT UTC Universal W-SU WET Zulu').split(' '));

/**
 * Why Go does not know a time zone; undefined when it does. Go reads files, so that capitals matter, and takes an empty name for UTC
 * (`time.LoadLocation`).
 *
 * The files are those of the time zone database; this sees those that Node.js knows.
 */
export function zoneFault(name: string): string | undefined {
  if (name === '' || name === 'Local' || PLAIN.has(name)) return undefined;
  const known = name.includes('/') && !/^SystemV\//i.test(name) ? resolved(name) : undefined;
  if (known === undefined) {
    const plain = [...PLAIN].find(zone => zone.toLowerCase() === name.toLowerCase());
    return `the time zone '${name}' is not known; write ${plain ?? 'a name of the time zone database, such as Europe/Berlin or UTC'}`;
  }
  const sameName = known.toLowerCase() === name.toLowerCase();
  if (sameName ? known !== name : !name.split('/').every(isCapitalised)) {
    return `the time zone '${name}' is not known, as capitals matter; write ${sameName ? known : 'it as the time zone database has it'}`;
  }
  return undefined;
}

function resolved(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** A part of a name that ICU writes otherwise: `US/Eastern`, `Australia/NSW`, `Etc/GMT+5`. */
function isCapitalised(word: string): boolean {
  return /^[A-Z]/.test(word) && (/[a-z]/.test(word) || /^([A-Z]{2,3}|GMT[-+]?\d*)$/.test(word));
}
