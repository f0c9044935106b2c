export { CompiledSchema } from './compiled-schema';
export { TransitionRule } from './cel/transition-rules';
export { SchemaStructure } from './structure';
export { SchemaRule, SchemaViolation } from './violation';
