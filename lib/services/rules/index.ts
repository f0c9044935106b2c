import { ServiceRule } from './rule';
import { serviceExportConflict } from './service-export-conflict';
import { serviceExportMismatch } from './service-export-mismatch';
import { serviceExportRefused } from './service-export-refused';
import { serviceExportType } from './service-export-type';
import { serviceMeshMember } from './service-mesh-member';
import { serviceNamespaceBuiltIn } from './service-namespace-built-in';
import { serviceNamespaceMissing } from './service-namespace-missing';

export { ServiceRule } from './rule';

/** The rules about each `ServiceExportPair`, by code. */
export const SERVICE_RULES: readonly ServiceRule[] = [
  serviceExportConflict,
  serviceExportMismatch,
  serviceExportRefused,
  serviceExportType,
  serviceMeshMember,
  serviceNamespaceBuiltIn,
  serviceNamespaceMissing,
];
