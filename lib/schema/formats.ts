import { isIPv4, isIPv6 } from 'node:net';
import { parseFormatDuration } from './go-duration';
import { dnsLabelFault, dnsSubdomainFault } from './names';
import { parseRequestUri } from './uri';

type Format = (text: string) => boolean;

const hex = (digits: string) => new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${digits}-?[0-9a-f]{12}$`, 'i');
const matches = (pattern: RegExp): Format => text => pattern.test(text);

/**
 * String formats that the API server checks, by name without hyphens; it ignores all others.
 * Source: Kubernetes 1.34, `apiextensions-apiserver/pkg/apiserver/validation/formats.go` and `kube-openapi/pkg/validation/strfmt`.
 */
const FORMATS: Readonly<Record<string, Format>> = {
  bsonobjectid: matches(/^[0-9a-f]{24}$/i),
  uri: text => parseRequestUri(text) !== undefined,
  email: isEmail,
  hostname: isHostname,
  ipv4: text => isIPv4(withoutLeadingZeros(text)) || isIPv6(text) && text.includes('.') && !text.includes('%'),
  ipv6: text => isIPv6(text) && !text.includes('%'),
  cidr: isCidr,
  mac: isMac,
  uuid: matches(hex('[0-9a-f]{4}-?[0-9a-f]{4}')),
  uuid3: matches(hex('3[0-9a-f]{3}-?[0-9a-f]{4}')),
  uuid4: matches(hex('4[0-9a-f]{3}-?[89ab][0-9a-f]{3}')),
  uuid5: matches(hex('5[0-9a-f]{3}-?[89ab][0-9a-f]{3}')),
  isbn: text => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  creditcard: isCreditCard,
  ssn: text => text.length === 11 && /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text),
  hexcolor: matches(/^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i),
  rgbcolor: isRgbColor,
  byte: text => text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text),
  password: () => true,
  date: isDate,
  duration: text => parseFormatDuration(text) !== undefined,
  datetime: isDateTime,
  k8sshortname: text => dnsLabelFault(text) === undefined,
  k8slongname: text => dnsSubdomainFault(text) === undefined,
};

/** The check of a string format; undefined when the API server knows no such format and so checks nothing. */
export function formatCheck(format: string): Format | undefined {
  const name = format.replaceAll('-', '');
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}

function withoutLeadingZeros(ipv4: string): string {
  return ipv4.replace(/(?<=^|\.)0+(?=\d)/g, '');
}

function isCidr(text: string): boolean {
  const [, address, length] = /^([^/%]+)\/0*(\d{1,3})$/.exec(text) ?? [];
  if (address === undefined) return false;
  return isIPv4(withoutLeadingZeros(address)) ? Number(length) <= 32 : isIPv6(address) && Number(length) <= 128;
}

function isHostname(text: string): boolean {
  // A name without a dot may have a hyphen only as its second character: odd, but what the API server does.
  const single = /^[a-zA-Z0-9\p{S}\p{L}](?:-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?$/u;
  const dotted = /^(?:[a-zA-Z0-9\p{S}\p{L}](?:[a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?\.)+[a-zA-Z\p{L}]{2,63}$/u;
  return (single.test(text) || dotted.test(text)) && Buffer.byteLength(text) <= 255
    && text.split('.').every(label => Buffer.byteLength(label) <= 63);
}

/** `name@example.com` or `Name <name@example.com>`; comments are not understood. */
function isEmail(text: string): boolean {
  const address = /^[^<>@"]*<([^<>]*)>$/.exec(text)?.[1] ?? text;
  const atoms = '[^\\s<>@,;:"()[\\]\\\\.]+';
  return new RegExp(`^(?:${atoms}(?:\\.${atoms})*|"[^"]*")@(?:${atoms}(?:\\.${atoms})*|\\[[^\\]]*\\])$`).test(address);
}

function isMac(text: string): boolean {
  const groups = text.includes('.') ? /^(?:[0-9a-f]{4}\.)+[0-9a-f]{4}$/i : /^[0-9a-f]{2}(?:([:-]?)[0-9a-f]{2})(?:\1[0-9a-f]{2})*$/i;
  return groups.test(text) && [12, 16, 40].includes(text.replace(/[^0-9a-f]/gi, '').length);
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

function isDateTime(text: string): boolean {
  const [date, time] = text.toLowerCase().split('t');
  const [, hours, minutes, seconds] = /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time ?? '') ?? [];
  return isDate(date) && hours !== undefined && hours <= '23' && minutes <= '59' && seconds <= '59';
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  return [...digits].reduce((sum, digit, i) => sum + (i + 1) * (digit === 'X' ? 10 : Number(digit)), 0) % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  return /^\d{13}$/.test(digits) && [...digits].reduce((sum, digit, i) => sum + (i % 2 === 0 ? 1 : 3) * Number(digit), 0) % 10 === 0;
}

function isCreditCard(text: string): boolean {
  const digits = text.replace(/\D+/g, '');
  const issuers = /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/;
  const luhn = [...digits].reverse().reduce((sum, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return issuers.test(digits) && luhn % 10 === 0;
}

function isRgbColor(text: string): boolean {
  const [, ...parts] = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(text) ?? [];
  return parts.length === 3 && parts.every(part => Number(part) <= 255 && (part === '0' || !part.startsWith('0')));
}
