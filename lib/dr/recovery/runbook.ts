/** One thing that the person on call does. */
export interface RunbookStep {
  /** What is done, in a few words: `Restore the databases`. */
  readonly title: string;
  /** Paragraphs: why, and what to look out for. @default - none */
  readonly text?: readonly string[];
  /** Commands of a shell, one a line. @default - none: the step is done elsewhere */
  readonly commands?: readonly string[];
  /** How to tell that it has worked, before the next one is begun. @default - as the commands say */
  readonly check?: string;
}

/** A page that a person on call follows from top to bottom. */
export interface Runbook {
  /** `Recover us-east in eu-west`. */
  readonly title: string;
  /** What it is for and when it is not, in a sentence or two. */
  readonly intro: readonly string[];
  /** What is known beforehand, by name: how old the data may be, where it comes from. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** In order. */
  readonly steps: readonly RunbookStep[];
  /** What is left to do when it is over: the way back. @default - none */
  readonly afterwards?: readonly RunbookStep[];
}

/** A runbook as Markdown. */
export function renderRunbook({ title, intro, facts, steps, afterwards = [] }: Runbook): string {
  return [
    `# ${title}`, '',
    ...intro.flatMap(paragraph => [paragraph, '']),
    '| | |', '|---|---|', ...facts.map(([name, value]) => `| ${cell(name)} | ${cell(value)} |`), '',
    ...steps.flatMap((step, i) => section(`${i + 1}. ${step.title}`, step)),
    ...(afterwards.length === 0 ? [] : ['## Afterwards', '', ...afterwards.flatMap(step => section(step.title, step, '###'))]),
  ].join('\n');
}

function section(title: string, { text = [], commands = [], check }: RunbookStep, level = '##'): readonly string[] {
  return [
    `${level} ${title}`, '',
    ...text.flatMap(paragraph => [paragraph, '']),
    ...(commands.length === 0 ? [] : ['```sh', ...commands, '```', '']),
    ...(check === undefined ? [] : [`Go on when ${check}.`, '']),
  ];
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\|]/g, '\\$&');
}
