const STEPS = 3;

/** Where one is in the welcome: marks for the eye, words for everybody. */
export function Stepper({ step }: { step: 1 | 2 | 3 }) {
  return (
    <p className="flex items-center gap-1.5 font-medium text-sm text-soft">
      {Array.from({ length: STEPS }, (_, index) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place in the row
          key={index}
          aria-hidden="true"
          className={`h-[5px] w-5 ${index < step ? 'bg-ink' : 'bg-line-strong/40'}`}
        />
      ))}
      <span className="ml-1">
        Step {step} of {STEPS}
      </span>
    </p>
  );
}
