import type { IConstruct } from 'constructs';
import { Fleet } from '../../fleet';

/** A construct with a runbook. */
interface WithRunbook extends IConstruct {
  /** Its file, relative to the folder of the fleet's output. */
  readonly runbookFile: string;
}

/** The file of a runbook, relative to the folder of the fleet's output. */
export function runbookFileOf(name: string): string {
  return `_recovery/${name}.md`;
}

/** @throws when another construct has a runbook of that name: the files would be one */
export function checkRunbookName(construct: WithRunbook, name: string): void {
  const { path } = construct.node;
  const twin = Fleet.of(construct).node.findAll().find(other => other !== construct && 'runbookFile' in other && other.runbookFile === construct.runbookFile);
  if (twin !== undefined) {
    throw new Error(`${path}: name: ${twin.node.path} is called '${name}' too, and their runbooks would be one file: write another name`);
  }
}
