import {
  commandIn,
  form,
  id,
  ids,
  ifSaid,
  ifSaidOrNull,
  label,
  nothingMore,
  orEmpty,
  orNull,
  part,
  parts,
  text,
} from './form.js';

const guest = form('GuestBody', { name: text('Who'), seat: orNull(label('Where')) });
const forms = {
  Invite: form('InviteBody', {
    to: id('The party'),
    guests: orEmpty(parts('Who is asked', guest)),
    host: orNull(part('Who asks', guest)),
    note: orNull(text('A note')),
    beside: ifSaid(ids('Who is told'), []),
    address: ifSaidOrNull(label('Where to', { blank: true }), ''),
  }),
  Leave: nothingMore,
};

describe('the command in a body', () => {
  it('has what stands where something was left out, and leaves out what stays out', () => {
    expect(commandIn(forms, 'Invite', { to: 'p1' })).toStrictEqual({
      type: 'Invite',
      to: 'p1',
      guests: [],
      host: null,
      note: null,
    });
    expect(commandIn(forms, 'Leave', {})).toStrictEqual({ type: 'Leave' });
  });

  it('takes null as each field says', () => {
    const body = { to: 'p1', guests: null, host: null, note: null, beside: null, address: null };
    expect(commandIn(forms, 'Invite', body)).toStrictEqual({
      type: 'Invite',
      to: 'p1',
      guests: [],
      host: null,
      note: null,
      beside: [],
      address: '',
    });
  });

  it('fills in parts as it does the whole, and keeps nothing that the form does not have', () => {
    class Guest {
      readonly name = 'Ada';
    }
    const body = { to: 'p1', guests: [new Guest(), { name: 'Ben', seat: '2', shoes: 'red' }], host: new Guest(), x: 1 };
    expect(commandIn(forms, 'Invite', body)).toStrictEqual({
      type: 'Invite',
      to: 'p1',
      guests: [
        { name: 'Ada', seat: null },
        { name: 'Ben', seat: '2' },
      ],
      host: { name: 'Ada', seat: null },
      note: null,
    });
  });
});
