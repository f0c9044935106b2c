/** A text for a Go template that renders to the text itself: an opening `{{` must come out of an action. */
export function literal(text: string): string {
  return text.replace(/\{\{/g, '{{ "{{" }}');
}

/** A value with every text in it made `literal`, keys of maps too: the controller renders both (Argo CD v3.5.1, applicationset/utils/utils.go). */
export function literalValue<T>(value: T): T {
  return mapTexts(value, literal) as T;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map(item => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change)]));
}

/** Every text in a value, keys of maps included. */
export function textsIn(value: unknown): readonly string[] {
  const texts: string[] = [];
  mapTexts(value, text => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** One word between the braces, and nothing that Go's templates or sprig know without an argument. */
const PLACEHOLDER = /\{\{-?\s*(?!(?:end|else|break|continue|now|uuidv4|randBytes|dict|list|true|false|nil)\s*-?\}\})([A-Za-z_][\w./[\]-]*)\s*-?\}\}/;

/** A placeholder of the templates without `goTemplate`, and the Go template that means the same. */
export function oldPlaceholder(text: string): { readonly written: string; readonly meant: string } | undefined {
  const found = PLACEHOLDER.exec(text);
  return found ? { written: found[0], meant: goTemplateOf(found[1]) } : undefined;
}

function goTemplateOf(word: string): string {
  const label = /^metadata\.(labels|annotations)\.(.+)$/.exec(word);
  if (label && !/^\w+$/.test(label[2])) return `{{ index .metadata.${label[1]} "${label[2]}" }}`;
  const segment = /^path\[(\d+)\]$/.exec(word);
  if (segment) return `{{ index .path.segments ${segment[1]} }}`;
  return word === 'path' ? '{{ .path.path }}' : `{{ .${word} }}`;
}

const LABEL_FIELD = /\.metadata\.labels\.([\w-]+(?:[./][\w-]+)*)/g;
const LABEL_INDEX = /\bindex\s+\.metadata\.labels\s+(?:"([^"]+)"|`([^`]+)`)/g;

/** Labels of clusters that a Go template reads: `fields` as `.metadata.labels.region`, `indexed` as `index .metadata.labels "region"`. */
export function labelsRead(text: string): { readonly fields: readonly string[]; readonly indexed: readonly string[] } {
  return {
    fields: [...text.matchAll(LABEL_FIELD)].map(match => match[1]),
    indexed: [...text.matchAll(LABEL_INDEX)].map(match => match[1] ?? match[2]),
  };
}
