import { dns1035LabelFault } from './names';
import { checkObjectMeta } from './object-meta';
import { Report } from './report';
import { show } from './show';

/**
 * Checks what makes a value a whole object inside another: its type, and its metadata.
 * Source: Kubernetes 1.34, `apiextensions-apiserver/pkg/apiserver/schema/objectmeta`.
 */
export function checkEmbedded(object: Readonly<Record<string, unknown>>, report: Report): void {
  for (const name of ['apiVersion', 'kind']) checkTypeField(name, object[name], report);
  if (object.metadata === undefined) return;
  report.enter('metadata');
  const meta = checkObjectMeta(object.metadata, report);
  for (const field of ['name', 'generateName']) {
    const name = meta?.[field];
    if (typeof name === 'string' && (/[/%]/.test(name) || name === '.' || name === '..')) {
      report.add('embedded-resource', `${show(name)} cannot be part of a path`, field);
    }
  }
  report.leave();
}

function checkTypeField(name: string, value: unknown, report: Report): void {
  if (value === undefined) report.add('required', 'required field is missing (string)', name);
  else if (typeof value !== 'string') report.add('type', `must be of type string, got ${show(value)}`, name);
  else if (value === '') report.add('embedded-resource', 'must not be empty', name);
  else if (name === 'apiVersion' && value.split('/').length > 2) report.add('embedded-resource', `${show(value)} is no API version like apps/v1`, name);
  else if (name === 'kind' && dns1035LabelFault(value.toLowerCase())) report.add('embedded-resource', `${show(value)} is no kind`, name);
}
