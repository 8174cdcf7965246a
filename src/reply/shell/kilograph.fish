# Completion of kilograph for fish; load it with: kilograph completion fish | source

function __kilograph_verb
  for word in (commandline -opc)[2..]
    if contains -- $word {{verbs}}
      echo $word
      return
    end
  end
  echo -
end

{{lines}}
