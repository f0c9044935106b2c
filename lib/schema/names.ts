const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const DNS_1035_LABEL = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const SAMPLE = 'lower case letters, digits and hyphens, and starts and ends with a letter or digit';

/** Why a text is not a DNS-1123 label; undefined when it is one. Source: Kubernetes 1.34, `IsDNS1123Label`. */
export function dnsLabelFault(text: string): string | undefined {
  if (text.length > 63) return `has ${text.length} characters, a DNS label has at most 63`;
  if (DNS_LABEL.test(text)) return undefined;
  return `is not a DNS label: a label has only ${SAMPLE}`;
}

/** Why a text is not a DNS-1123 subdomain; undefined when it is one. Source: Kubernetes 1.34, `IsDNS1123Subdomain`. */
export function dnsSubdomainFault(text: string): string | undefined {
  if (text.length > 253) return `has ${text.length} characters, a DNS subdomain has at most 253`;
  if (DNS_SUBDOMAIN.test(text)) return undefined;
  return `is not a DNS subdomain: each part between dots has only ${SAMPLE}`;
}

/** Why a text is not a DNS-1035 label; undefined when it is one. Source: Kubernetes 1.34, `IsDNS1035Label`. */
export function dns1035LabelFault(text: string): string | undefined {
  if (text.length > 63) return `has ${text.length} characters, a DNS label has at most 63`;
  return DNS_1035_LABEL.test(text) ? undefined : 'is not a DNS-1035 label: it has lower case letters, digits and hyphens and starts with a letter';
}

/** Why a text is not a label or annotation key, `example.com/name`; undefined when it is one. Source: Kubernetes 1.34, `IsQualifiedName`. */
export function qualifiedNameFault(text: string): string | undefined {
  const parts = text.split('/');
  const name = parts[parts.length - 1];
  if (parts.length > 2) return "has more than one '/'; a key is 'name' or 'example.com/name'";
  if (parts.length === 2) {
    const fault = parts[0] === '' ? 'is empty' : dnsSubdomainFault(parts[0]);
    if (fault) return `has a prefix that ${fault}`;
  }
  if (name.length > 63) return `has a name of ${name.length} characters, at most 63 are allowed`;
  if (NAME_PART.test(name)) return undefined;
  return "has a name that is not made of letters, digits, '-', '_' and '.' with a letter or digit at both ends";
}

/** Why a text is not a label value; undefined when it is one. Source: Kubernetes 1.34, `IsValidLabelValue`. */
export function labelValueFault(text: string): string | undefined {
  if (text.length > 63) return `has ${text.length} characters, a label value has at most 63`;
  if (text === '' || NAME_PART.test(text)) return undefined;
  return "is not made of letters, digits, '-', '_' and '.' with a letter or digit at both ends";
}

/** A `generateName` may end in what a name must not end in; the API server appends to it. Source: Kubernetes 1.34, `maskTrailingDash`. */
export function maskPrefix(text: string): string {
  return text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text;
}
