/** The answers of many calls in the order of their questions, with no more than so many under way at once. */
export async function aFewAtATime<Question extends object | string, Answer>(
  questions: readonly Question[],
  most: number,
  ask: (question: Question) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < questions.length; index = next++) {
      const question = questions[index];
      if (question !== undefined) answers[index] = await ask(question);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(most, questions.length) }, worker));
  } finally {
    // After a failure nothing more is asked.
    next = questions.length;
  }
  return answers;
}
