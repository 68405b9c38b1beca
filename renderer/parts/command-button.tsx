import type { ReactNode } from 'react';
import { runCommand } from '../commands/registry.ts';
import { useCommand } from '../commands/use-command.ts';
import { useText } from '../language/texts.ts';
import { Button, IconButton, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

interface CommandButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'className'> {
  /** Where its tooltip is. */
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** Command that it does. */
  readonly id: string;
  /** `icon`: the icon alone, where the command has one. */
  readonly show?: 'icon' | 'both' | 'title';
  /** Words in place of the command's title. */
  readonly children?: ReactNode;
}

/**
 * A button that does a command. Where the command cannot be done now, the button still answers: its tooltip and a click
 * both say why.
 */
export function CommandButton({ id, show = 'both', side = 'bottom', children, ...rest }: CommandButtonProps) {
  const { command, may, detail } = useCommand(id);
  const text = useText();
  const why = may === true ? detail && text(detail) : text(may);
  const deed = {
    ...rest,
    'aria-disabled': may === true ? undefined : true,
    onClick: () => void runCommand(id),
  };
  if (show === 'icon' && command.icon)
    return (
      <IconButton
        {...deed}
        label={text(command.title)}
        icon={command.icon}
        keys={command.keys}
        detail={why}
        side={side}
      />
    );
  return (
    <Tooltip text={why ?? text(command.title)} keys={command.keys} side={side}>
      <Button {...deed} icon={show === 'title' ? undefined : command.icon}>
        {children ?? text(command.title)}
      </Button>
    </Tooltip>
  );
}
