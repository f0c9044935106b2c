import { define } from './define';
import { Environment } from '../cel-js';

/** A quantity as a fraction, so that no digit is lost. */
class Quantity {
  constructor(public readonly numerator: bigint, public readonly denominator: bigint) {}
}

const QUANTITY = /^([+-]?)(\d+)?(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const INT64 = 2n ** 63n;

/** `quantity` and what belongs to it. Source: Kubernetes 1.34, `apiserver/pkg/cel/library/quantity.go`. */
export function registerQuantities(environment: Environment): void {
  environment
    .registerType('Quantity', Quantity)
    .registerOperator('Quantity == Quantity', (a: Quantity, b: Quantity) => compare(a, b) === 0n);
  define(environment, {
    'isQuantity(string): bool': (text: string) => parse(text) !== undefined,
    'quantity(string): Quantity': (text: string) => {
      const quantity = parse(text);
      if (!quantity) throw new Error(`${JSON.stringify(text)} is no quantity`);
      return quantity;
    },
    'sign(Quantity): int': sign,
    'Quantity.isGreaterThan(Quantity): bool': (a: Quantity, b: Quantity) => compare(a, b) > 0n,
    'Quantity.isLessThan(Quantity): bool': (a: Quantity, b: Quantity) => compare(a, b) < 0n,
    'Quantity.compareTo(Quantity): int': compare,
    'Quantity.isInteger(): bool': (quantity: Quantity) => integer(quantity) !== undefined,
    'Quantity.asInteger(): int': asInteger,
    'Quantity.asApproximateFloat(): double': (quantity: Quantity) => Number(quantity.numerator) / Number(quantity.denominator),
    'Quantity.add(Quantity): Quantity': add,
    'Quantity.add(int): Quantity': (quantity: Quantity, n: bigint) => add(quantity, new Quantity(n, 1n)),
    'Quantity.sub(Quantity): Quantity': (a: Quantity, b: Quantity) => add(a, new Quantity(-b.numerator, b.denominator)),
    'Quantity.sub(int): Quantity': (quantity: Quantity, n: bigint) => add(quantity, new Quantity(-n, 1n)),
  });
}

function parse(text: string): Quantity | undefined {
  const [, minus, whole = '', fraction = '', suffix = ''] = QUANTITY.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  const digits = BigInt(whole + fraction) * (minus === '-' ? -1n : 1n);
  const binary = BINARY.indexOf(suffix);
  const power = (DECIMAL[suffix] ?? (binary < 0 && suffix !== '' ? Number(suffix.slice(1)) : 0)) - fraction.length;
  const numerator = digits * (binary < 0 ? 1n : 1024n ** BigInt(binary + 1));
  return power < 0 ? new Quantity(numerator, 10n ** BigInt(-power)) : new Quantity(numerator * 10n ** BigInt(power), 1n);
}

function compare(a: Quantity, b: Quantity): bigint {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference === 0n ? 0n : difference > 0n ? 1n : -1n;
}

function sign(quantity: Quantity): bigint {
  return compare(quantity, new Quantity(0n, 1n));
}

function add(a: Quantity, b: Quantity): Quantity {
  return new Quantity(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

function integer({ numerator, denominator }: Quantity): bigint | undefined {
  const value = numerator / denominator;
  return value * denominator === numerator && value < INT64 && value >= -INT64 ? value : undefined;
}

function asInteger(quantity: Quantity): bigint {
  const value = integer(quantity);
  if (value === undefined) throw new Error('cannot convert value to integer');
  return value;
}
