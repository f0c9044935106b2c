import { RuleText } from './rule';
import { Finding } from '../finding';
import { AddressRange, ClusterModel } from '../model';

/** A range without its value, as `acceptedOverlaps` names it: `prod-eu pods`. */
export function party(range: Pick<AddressRange, 'cluster' | 'name'>): string {
  return `${range.cluster} ${range.name}`;
}

/** A range with its value, the one way that messages write it: `prod-eu pods 10.0.0.0/16`. */
export function nameRange(range: Pick<AddressRange, 'cluster' | 'name' | 'cidr'>): string {
  return `${party(range)} ${range.cidr}`;
}

/** Items for a sentence: `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** A finding of a rule about ranges of clusters. */
export function findingOn(rule: RuleText, ranges: readonly Pick<AddressRange, 'cluster' | 'path'>[], message: string): Finding {
  return finding(rule, ranges.map(range => range.cluster), ranges.map(range => range.path), message);
}

/** A finding of a rule about whole clusters. */
export function findingAbout(rule: RuleText, clusters: readonly Pick<ClusterModel, 'name' | 'path'>[], message: string): Finding {
  return finding(rule, clusters.map(cluster => cluster.name), clusters.map(cluster => cluster.path), message);
}

/** A finding with its names and paths sorted and doubles dropped. */
export function finding(rule: RuleText, clusters: readonly string[], paths: readonly string[], message: string): Finding {
  return { code: rule.code, severity: rule.severity, clusters: distinct(clusters), paths: distinct(paths), message };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
