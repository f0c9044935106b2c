import { define } from './define';
import { Environment, Optional } from '../cel-js';
import { formatCheck } from '../formats';
import { dns1035LabelFault, dnsLabelFault, dnsSubdomainFault, labelValueFault, maskPrefix, qualifiedNameFault } from '../names';

class FormatValue {
  constructor(public readonly fault: (text: string) => string | undefined) {}
}
class FormatNamespace {}

/** Named formats. Source: Kubernetes 1.34, `apiserver/pkg/cel/library/format.go`. */
const FORMATS: Readonly<Record<string, (text: string) => string | undefined>> = {
  dns1123Label: dnsLabelFault,
  dns1123Subdomain: dnsSubdomainFault,
  dns1035Label: dns1035LabelFault,
  qualifiedName: qualifiedNameFault,
  dns1123LabelPrefix: text => dnsLabelFault(maskPrefix(text)),
  dns1123SubdomainPrefix: text => dnsSubdomainFault(maskPrefix(text)),
  dns1035LabelPrefix: text => dns1035LabelFault(maskPrefix(text)),
  labelValue: labelValueFault,
  uri: openApi('uri'),
  uuid: openApi('uuid'),
  byte: openApi('byte'),
  date: openApi('date'),
  datetime: openApi('date-time'),
};

/** `format.dns1123Label().validate(...)` and its like: no value when the text fits the format, else a list of faults. */
export function registerFormats(environment: Environment): void {
  environment
    .registerType('Format', FormatValue)
    .registerType('FormatNamespace', FormatNamespace)
    .registerConstant('format', 'FormatNamespace', new FormatNamespace())
    // An optional is never null, but rules of Gateway API ask: the API server accepts the question.
    .registerOperator('optional == null', () => false);
  define(environment, {
    'FormatNamespace.named(string): optional<Format>': (_: unknown, name: string) =>
      (Object.hasOwn(FORMATS, name) ? Optional.of(new FormatValue(FORMATS[name])) : Optional.none()),
    'Format.validate(string): optional<list<string>>': ({ fault }: FormatValue, text: string) => {
      const found = fault(text);
      return found === undefined ? Optional.none() : Optional.of([found]);
    },
  });
  for (const [name, fault] of Object.entries(FORMATS)) define(environment, { [`FormatNamespace.${name}(): Format`]: () => new FormatValue(fault) });
}

function openApi(format: string): (text: string) => string | undefined {
  const isValid = formatCheck(format)!;
  return text => (isValid(text) ? undefined : `is no valid ${format}`);
}
