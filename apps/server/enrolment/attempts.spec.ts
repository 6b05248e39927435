import { WrongAttempts } from './attempts.js';

describe('wrong attempts', () => {
  it('are too many after ten in a minute from one address, and only from there', () => {
    let now = 0;
    const attempts = new WrongAttempts(() => now);
    const tried = Array.from({ length: 11 }, () => attempts.isOneTooMany('10.0.0.1'));
    expect(tried).toEqual([...Array<boolean>(10).fill(false), true]);
    expect(attempts.isOneTooMany('10.0.0.2')).toBe(false);
    now = 60_000;
    expect(attempts.isOneTooMany('10.0.0.1')).toBe(false);
  });

  it('are forgotten, the oldest first, where there are more addresses than are kept', () => {
    const attempts = new WrongAttempts(() => 0);
    for (let turn = 0; turn < 11; turn++) attempts.isOneTooMany('first');
    for (let other = 0; other < 10_000; other++) attempts.isOneTooMany(`other-${other}`);
    expect(attempts.isOneTooMany('first')).toBe(false);
  });
});
