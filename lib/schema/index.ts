export { CompiledSchema } from './compiled-schema';
export { TransitionRule } from './cel/transition-rules';
export { SchemaStructure } from './structure';
export { UnknownValues } from './unknown';
export { SchemaRule, SchemaViolation } from './violation';
