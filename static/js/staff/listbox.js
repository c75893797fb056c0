/* A list of options below a text field, which keeps the focus: arrows choose, Enter takes. For the palette and components/combobox.js. */
{
  const optionsOf = (list) => [...list.querySelectorAll('[role="option"]')];
  const choose = (input, list, index) => {
    const options = optionsOf(list);
    for (const [at, option] of options.entries()) {
      option.id ||= `${list.id}-${at}`;
      option.ariaSelected = String(at === index);
    }
    options[index]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[index]?.id ?? '');
    input.ariaExpanded = String(options.length > 0 && !list.hidden);
  };

  /** Whether the key was for the list. */
  const steer = ({ key, target }, list) => {
    const options = optionsOf(list);
    const now = options.findIndex((option) => option.ariaSelected === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step && options.length > 0)
      choose(target, list, (Math.max(now, step > 0 ? -1 : 0) + step + options.length) % options.length);
    else if (key === 'Enter' && now >= 0) options[now].click();
    else return false;
    return true;
  };

  window.listbox = { choose, steer };
}
