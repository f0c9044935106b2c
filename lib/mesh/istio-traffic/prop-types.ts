import { MAP, PropType, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';

export const PORT: PropType = { words: 'a whole number from 1 to 65535', is: value => isWhole(value, 1, 65535) };
export const PORTS: PropType = {
  words: 'an object of whole numbers from 1 to 65535', is: value => MAP.is(value) && Object.values(value as object).every(PORT.is),
};
export const PERCENT: PropType = { words: 'a whole number from 1 to 100', is: value => isWhole(value, 1, 100) };
export const COUNT: PropType = { words: 'a whole number from 0 on', is: value => isWhole(value, 0) };
export const COUNT_FROM_1: PropType = { words: 'a whole number from 1 on', is: value => isWhole(value, 1) };
export const DURATION: PropType = {
  words: 'a duration of 1ms at least: 10s, 500ms', is: value => TEXT.is(value) && /^(?=.*[1-9])(\d+(ms|s|m|h))+$/.test(value as string),
};
export const LABELS: PropType = {
  words: 'an object of texts that is not empty', is: value => TEXT_MAP.is(value) && Object.keys(value as object).length > 0,
};
export const FULL_TEXTS: PropType = {
  words: 'a list of texts that is not empty', is: value => TEXTS.is(value) && (value as readonly unknown[]).length > 0,
};

function isWhole(value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
